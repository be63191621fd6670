# Least privilege for the permission set Data "Team" ${x}, from the calls of its roles in all accounts.
# It takes the place of the inline policy that the set has now.
# Managed policies of the set still add to it: detach those that it replaces once it is tested.

data "aws_ssoadmin_instances" "permission_set_Data__Team____x__c6076676" {}

data "aws_ssoadmin_permission_set" "permission_set_Data__Team____x__c6076676" {
  instance_arn = data.aws_ssoadmin_instances.permission_set_Data__Team____x__c6076676.arns[0]
  name         = "Data \"Team\" $${x}"
}

resource "aws_ssoadmin_permission_set_inline_policy" "permission_set_Data__Team____x__c6076676" {
  instance_arn       = data.aws_ssoadmin_instances.permission_set_Data__Team____x__c6076676.arns[0]
  permission_set_arn = data.aws_ssoadmin_permission_set.permission_set_Data__Team____x__c6076676.arn

  inline_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Ec2DescribeInstances"
        Effect = "Allow"
        Action = [
          "ec2:DescribeInstances",
        ]
        Resource = [
          "*",
        ]
      },
      {
        Sid    = "IamPassRoleWhenPassedToService"
        Effect = "Allow"
        Action = [
          "iam:PassRole",
        ]
        Resource = [
          "arn:aws:iam::111122223333:role/task",
        ]
        Condition = {
          StringEquals = {
            "iam:PassedToService" = [
              "ecs-tasks.amazonaws.com",
            ]
          }
        }
      },
      {
        Sid    = "S3GetObject"
        Effect = "Allow"
        Action = [
          "s3:GetObject",
        ]
        Resource = [
          "arn:aws:s3:::b/$${*}%%{if}/\"quoted\"\\$${$}{x}",
        ]
      },
      {
        Sid    = "S3PutObject"
        Effect = "Allow"
        Action = [
          "s3:PutObject",
        ]
        Resource = [
          "arn:aws:s3:::b/café",
        ]
      },
    ]
  })
}
